import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  account,
  accountOrUser,
  accountsQuery,
  assignableRooms,
  assignableRoomsQuery,
  assignRoomsRequest,
  createdAccount,
  createUserRequest,
  importReport,
  lookupQuery,
  page,
  passwordLink,
  updateUserRequest,
  userList,
  type Account,
  type AccountOrUser,
  type AccountsQuery,
  type AssignableRooms,
  type AssignableRoomsQuery,
  type AssignRoomsRequest,
  type CreatedAccount,
  type CreateUserRequest,
  type ImportReport,
  type LookupQuery,
  type PasswordLink,
  type UpdateUserRequest,
  type UserList,
} from '#contract';
import type { Page } from '#domain';
import type { Request } from 'express';
import { CanOnServer, CurrentActor, SignedIn } from '../access/rule.decorator.js';
import type { Actor } from '../auth/sessions.service.js';
import { ImportUsers } from './import-users.js';
import { PeopleService } from './people.service.js';
import { UserAdministration } from './user-administration.service.js';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(
    private readonly people: PeopleService,
    private readonly administration: UserAdministration,
    private readonly importUsers: ImportUsers,
  ) {}

  @Get()
  @CanOnServer('user.assist')
  @ApiResponse({ status: 200, standardSchema: page(account) })
  list(@CurrentActor() actor: Actor, @Query({ schema: accountsQuery }) query: AccountsQuery): Promise<Page<Account>> {
    return this.people.list(actor, query);
  }

  @Post()
  @CanOnServer('user.assist')
  @ApiResponse({ status: 201, standardSchema: createdAccount })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createUserRequest }) body: CreateUserRequest,
  ): Promise<CreatedAccount> {
    return this.administration.create(actor, body);
  }

  /** A first line with `username,email` and, if wanted, `display_name`, `role`, `password`; at most 5,000 more. */
  @Post('import')
  @CanOnServer('user.assist')
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @ApiResponse({ status: 200, standardSchema: importReport })
  import(@CurrentActor() actor: Actor, @Req() request: Request): Promise<ImportReport> {
    return this.importUsers.run(actor, request);
  }

  @Get('lookup')
  @CanOnServer('user.lookup')
  @ApiResponse({ status: 200, standardSchema: userList })
  async lookup(@CurrentActor() actor: Actor, @Query({ schema: lookupQuery }) query: LookupQuery): Promise<UserList> {
    return { items: await this.people.lookup(actor, query.q) };
  }

  @Get(':id')
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: accountOrUser })
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<AccountOrUser> {
    return this.people.get(actor, id);
  }

  @Patch(':id')
  @CanOnServer('user.assist')
  @ApiResponse({ status: 200, standardSchema: account })
  update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: updateUserRequest }) body: UpdateUserRequest,
  ): Promise<Account> {
    return this.administration.update(actor, id, body);
  }

  @Delete(':id')
  @CanOnServer('user.assist')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'The person is forgotten' })
  erase(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.administration.erase(actor, id);
  }

  @Post(':id/reset-password')
  @CanOnServer('user.assist')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: passwordLink })
  resetPassword(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<PasswordLink> {
    return this.administration.resetPassword(actor, id);
  }

  @Post(':id/reset-2fa')
  @CanOnServer('user.assist')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'The second factor is off' })
  resetTwoFactor(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.administration.resetTwoFactor(actor, id);
  }

  @Delete(':id/sessions')
  @CanOnServer('user.assist')
  @HttpCode(204)
  @ApiResponse({ status: 204, description: 'Signed out everywhere' })
  endSessions(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.administration.endSessions(actor, id);
  }

  @Get(':id/rooms')
  @CanOnServer('user.assist')
  @ApiResponse({ status: 200, standardSchema: assignableRooms })
  rooms(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: assignableRoomsQuery }) query: AssignableRoomsQuery,
  ): Promise<AssignableRooms> {
    return this.administration.rooms(actor, id, query.q);
  }

  @Put(':id/rooms')
  @CanOnServer('user.assist')
  @ApiResponse({ status: 200, standardSchema: assignableRooms })
  assignRooms(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: assignRoomsRequest }) body: AssignRoomsRequest,
  ): Promise<AssignableRooms> {
    return this.administration.assign(actor, id, body.roomIds);
  }
}
