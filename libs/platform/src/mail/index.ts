export { Mail, type Letter } from './mail.js';
