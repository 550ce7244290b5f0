export { RateLimits, type Rate, type Taken } from './rate-limits.js';
