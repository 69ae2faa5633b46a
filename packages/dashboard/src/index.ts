export { createDashboard, type DashboardOptions } from './server/create-dashboard.js';
export type { FrameAncestors } from './server/security.js';
