export { PlatformModule } from './platform.module.js';
export { RedisConnections } from './redis.js';
