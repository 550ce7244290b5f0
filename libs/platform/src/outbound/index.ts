export { Outbound, type Fetch } from './outbound.js';
