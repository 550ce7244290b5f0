import { Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';

/** The audit log; a module of its own because everything else writes to it. */
@Module({ providers: [AuditService], exports: [AuditService] })
export class InsightModule {}
