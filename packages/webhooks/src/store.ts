// For authors of stores: the model without anything that sends.
export * from './model/delivery.js';
export * from './model/webhook.js';
export * from './ports/webhook-store.js';
