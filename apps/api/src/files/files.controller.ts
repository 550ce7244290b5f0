import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  createFileRequest,
  file,
  fileUpload,
  uploadQuery,
  type CreateFileRequest,
  type File,
  type FileUpload,
  type UploadQuery,
} from '#contract';
import type { Request } from 'express';
import { CurrentActor, Public, SignedIn } from '../access/rule.decorator.js';
import type { Actor } from '../auth/sessions.service.js';
import { CompletePicture } from './complete-picture.js';
import { FilesService } from './files.service.js';
import { ReceiveUpload } from './receive-upload.js';

@ApiTags('files')
@Controller('files')
export class FilesController {
  constructor(
    private readonly files: FilesService,
    private readonly receiveUpload: ReceiveUpload,
    private readonly completePicture: CompletePicture,
  ) {}

  @Post()
  @SignedIn()
  @ApiResponse({ status: 201, standardSchema: fileUpload })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createFileRequest }) body: CreateFileRequest,
  ): Promise<FileUpload> {
    return this.files.create(actor.userId, body);
  }

  /** The address that `POST /files` gives; its signature is the credential. */
  @Put(':id/content')
  @Public()
  @HttpCode(204)
  @ApiConsumes('*/*')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 204, description: 'All bytes are here' })
  receive(
    @Param('id') id: string,
    @Query({ schema: uploadQuery }) query: UploadQuery,
    @Req() request: Request,
  ): Promise<void> {
    const length = request.headers['content-length'];
    return this.receiveUpload.run(id, query, request, length === undefined ? null : Number(length));
  }

  @Post(':id/complete')
  @SignedIn()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: file })
  complete(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<File> {
    return this.completePicture.run(actor.userId, id);
  }

  @Get(':id')
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: file })
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<File> {
    return this.files.get(actor.userId, id);
  }
}
