export { Queue, type Job, type JobHandler, type JobName } from './queue.js';
