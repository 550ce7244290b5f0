import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { Can, Public } from '../../apps/api/src/access/rule.decorator.js';
import { RulesDeclared } from '../../apps/api/src/access/rules-declared.js';

@Controller('declared')
class DeclaredController {
  @Get('public')
  @Public()
  open(): string {
    return '';
  }

  @Get(':id')
  @Can('room.read')
  room(): string {
    return '';
  }
}

@Controller('bare')
class BareController {
  @Get()
  forgotten(): string {
    return '';
  }
}

const start = async (controllers: (new () => object)[]): Promise<void> => {
  @Module({ imports: [DiscoveryModule], controllers, providers: [RulesDeclared] })
  class TestModule {}
  const app = await NestFactory.create(TestModule, { logger: false, abortOnError: false });
  await app.init();
  await app.close();
};

describe('Q6 a route without a declared rule', () => {
  it('stops the start, and is named', async () => {
    await expect(start([DeclaredController, BareController])).rejects.toThrow('BareController.forgotten');
  });

  it('is none where every route declares one', async () => {
    await expect(start([DeclaredController])).resolves.toBeUndefined();
  });
});
