import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { FilesController } from './files.controller.js';
import { FilesModule } from './files.module.js';
import { PicturesController } from './pictures.controller.js';

@Module({ imports: [AccessModule, FilesModule], controllers: [FilesController, PicturesController] })
export class FilesApiModule {}
