/** What tests connect with; made by `npm run services:up`. */
export interface ServicesEnv {
  MYSQL_HOST: string;
  MYSQL_PORT: string;
  MYSQL_USER: string;
  MYSQL_PASSWORD: string;
  REDIS_URL: string;
  S3_ENDPOINT: string;
  S3_ACCESS_KEY: string;
  S3_SECRET_KEY: string;
}
export type ServiceName = 'mariadb' | 'redis' | 'ceph-mon' | 'ceph-osd' | 's3';

export const names: ServiceName[];
export function readEnv(): ServicesEnv | null;
export function pidOf(name: ServiceName): number | null;
/** Starts one service with the data it has, and waits until it answers. */
export function start(name: ServiceName): Promise<void>;
/** SIGSTOP freezes a service, SIGCONT thaws it; SIGTERM and SIGKILL wait for its end. */
export function signal(name: ServiceName, which: 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void>;
export function up(): Promise<ServicesEnv>;
export function down(): Promise<void>;
