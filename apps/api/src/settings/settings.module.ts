import { Module } from '@nestjs/common';
import { InsightModule } from '../insight/insight.module.js';
import { SettingsRepository } from './settings.repository.js';
import { SettingsService } from './settings.service.js';

@Module({ imports: [InsightModule], providers: [SettingsRepository, SettingsService], exports: [SettingsService] })
export class SettingsModule {}
