import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { RULE } from './rule.decorator.js';

/** Stops the start when a route has no declared rule (Q6). */
@Injectable()
export class RulesDeclared implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const bare = this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, Function>;
      return this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => (Reflect.getMetadata('method', prototype[name]!) as RequestMethod | undefined) !== undefined)
        .filter((name) => !this.reflector.getAllAndOverride(RULE, [prototype[name]!, metatype as Function]))
        .map((name) => `${metatype.name}.${name}`);
    });
    if (bare.length > 0) throw new Error(`Routes without a declared rule: ${bare.join(', ')}`);
  }
}
