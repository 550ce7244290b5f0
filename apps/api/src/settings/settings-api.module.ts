import { Module } from '@nestjs/common';
import { SettingsController } from './settings.controller.js';
import { SettingsModule } from './settings.module.js';

@Module({ imports: [SettingsModule], controllers: [SettingsController] })
export class SettingsApiModule {}
