export { loggingModule } from './logging.js';
export { identifyRequest, type RequestWithId } from './request-id.js';
