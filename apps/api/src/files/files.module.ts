import { Module } from '@nestjs/common';
import { CompletePicture } from './complete-picture.js';
import { FileStore } from './file-store.js';
import { FilesRepository } from './files.repository.js';
import { FilesService } from './files.service.js';
import { FilesSweep } from './files-sweep.js';
import { PictureMaker } from './picture-maker.js';
import { ReceiveUpload } from './receive-upload.js';
import { UploadLinks } from './upload-links.js';

/** Uploaded files and pictures. */
@Module({
  providers: [
    FilesRepository,
    FileStore,
    UploadLinks,
    PictureMaker,
    FilesService,
    ReceiveUpload,
    CompletePicture,
    FilesSweep,
  ],
  exports: [FilesService, FileStore, ReceiveUpload, CompletePicture],
})
export class FilesModule {}
