export { Signals, type Topic } from './signals.js';
