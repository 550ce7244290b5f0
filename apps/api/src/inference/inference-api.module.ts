import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { InferenceModule } from './inference.module.js';
import { ModelsController } from './models.controller.js';

@Module({ imports: [AccessModule, InferenceModule], controllers: [ModelsController] })
export class InferenceApiModule {}
