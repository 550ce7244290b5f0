import { Injectable } from '@nestjs/common';
import { userId, type Account, type AccountOrUser, type AccountsQuery, type User as UserView } from '#contract';
import { AppError, canOnServer, pageOf, pairKey, pairOfCursor, type Page } from '#domain';
import type { Actor } from '../auth/sessions.service.js';
import { presentAccount } from './accounts.presenter.js';
import { PeopleRepository } from './people.repository.js';
import { presentUser, UsersService } from './users.service.js';

const MAX_FOUND = 20;

/** Looking people up: all accounts for those who look after them, the people around oneself for the others (R58). */
@Injectable()
export class PeopleService {
  constructor(
    private readonly users: UsersService,
    private readonly people: PeopleRepository,
  ) {}

  async list(actor: Actor, query: AccountsQuery): Promise<Page<Account>> {
    const after = pairOfCursor(query.cursor);
    if (after && query.sort.endsWith('At') && Number.isNaN(Date.parse(after.sorted)))
      throw new AppError('validation_failed', undefined, {
        errors: [{ path: 'cursor', message: 'Go on in the order in which you began.' }],
      });
    const rows = await this.people.page({ ...query, limit: query.limit + 1 }, after);
    return pageOf(
      rows,
      query.limit,
      ({ sorted, user }) => pairKey(sorted, user.id),
      ({ user }) => presentAccount(user, actor),
    );
  }

  /**
   * Somebody, as the caller may see them: kids see those who share a room with them, others also those of their
   * workspaces, and those who look after accounts everybody.
   * @throws AppError not_found
   */
  async get(actor: Actor, id: string): Promise<AccountOrUser> {
    if (!userId.safeParse(id).success) throw new AppError('not_found');
    if (assists(actor)) return presentAccount(await this.existing(id), actor);
    const own = id === actor.userId;
    const user = own ? await this.existing(id) : await this.people.sharing(actor.userId, id, actor.role === 'kid');
    if (!user) throw new AppError('not_found');
    return presentUser(user);
  }

  /** People with whom the caller shares a workspace, by a part of their name. */
  async lookup(actor: Actor, text: string): Promise<UserView[]> {
    return (await this.people.sharingWorkspace(actor.userId, text, MAX_FOUND)).map(presentUser);
  }

  private async existing(id: string) {
    const user = await this.users.byId(id);
    if (!user || user.erasedAt) throw new AppError('not_found');
    return user;
  }
}

/** An API token looks after accounts only if it was made for that. */
const assists = ({ role, scopes }: Actor): boolean =>
  canOnServer('user.assist', { serverRole: role }) && (scopes === null || scopes.includes('admin'));
