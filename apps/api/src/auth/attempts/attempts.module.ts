import { Module } from '@nestjs/common';
import { InsightModule } from '../../insight/insight.module.js';
import { AttemptsRepository } from './attempts.repository.js';
import { AttemptsService } from './attempts.service.js';
import { AttemptsSweep } from './attempts-sweep.js';

@Module({
  imports: [InsightModule],
  providers: [AttemptsRepository, AttemptsService, AttemptsSweep],
  exports: [AttemptsService],
})
export class AttemptsModule {}
