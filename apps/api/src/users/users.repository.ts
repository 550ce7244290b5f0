import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { In } from 'typeorm';
import { User } from './user.entity.js';

@Injectable()
export class UsersRepository {
  constructor(private readonly db: Db) {}

  async insert(user: User): Promise<void> {
    await this.db.repository(User).insert(user);
  }

  byId(id: string): Promise<User | null> {
    return this.db.repository(User).findOneBy({ id });
  }

  byIds(ids: readonly string[]): Promise<User[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.db.repository(User).findBy({ id: In([...ids]) });
  }

  byUsername(username: string): Promise<User | null> {
    return this.db.repository(User).findOneBy({ username });
  }

  byEmail(email: string): Promise<User | null> {
    return this.db.repository(User).findOneBy({ email });
  }

  async isEmpty(): Promise<boolean> {
    return !(await this.db.repository(User).exists());
  }

  /** Replaces the password unless somebody has in the meantime; true when this call did it. */
  async replacePassword({ id, passwordHash }: Pick<User, 'id' | 'passwordHash'>, next: string): Promise<boolean> {
    const { affected } = await this.db.repository(User).update({ id, passwordHash }, { passwordHash: next });
    return affected === 1;
  }

  async touch(id: string, lastSeenAt: Date): Promise<void> {
    await this.db.repository(User).update({ id }, { lastSeenAt });
  }
}
