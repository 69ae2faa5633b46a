// For authors of adapters: what a store or a remote client needs beside the ports.
export { saveEach } from './ports/save-each.js';
