import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { OneTimeTokensModule } from '../auth/one-time-tokens/one-time-tokens.module.js';
import { PasswordsModule } from '../auth/passwords/passwords.module.js';
import { TwoFactorModule } from '../auth/two-factor/two-factor.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { FilesModule } from '../files/files.module.js';
import { InsightModule } from '../insight/insight.module.js';
import { WorkspacesModule } from '../workspaces/workspaces.module.js';
import { AccountCare } from './account-care.js';
import { ChangeAccount } from './change-account.js';
import { CreateAccount } from './create-account.js';
import { EditAccount } from './edit-account.js';
import { EndAccount } from './end-account.js';
import { ErasureRepository } from './erasure.repository.js';
import { ExportOwnData } from './export-own-data.js';
import { ImportUsers } from './import-users.js';
import { OwnDataRepository } from './own-data.repository.js';
import { PeopleRepository } from './people.repository.js';
import { PeopleService } from './people.service.js';
import { ProfileController } from './profile.controller.js';
import { ProfileService } from './profile.service.js';
import { UserAdministration } from './user-administration.service.js';
import { UsersController } from './users.controller.js';
import { UsersModule } from './users.module.js';

const doors = [AccessModule, AuthModule, OneTimeTokensModule, PasswordsModule, TwoFactorModule];
const features = [ChatsModule, FilesModule, InsightModule, UsersModule, WorkspacesModule];

/** Looking after accounts, one's own and others'. */
@Module({
  imports: [...doors, ...features],
  controllers: [ProfileController, UsersController],
  providers: [
    PeopleRepository,
    PeopleService,
    AccountCare,
    CreateAccount,
    EditAccount,
    ChangeAccount,
    EndAccount,
    ErasureRepository,
    UserAdministration,
    ImportUsers,
    ProfileService,
    OwnDataRepository,
    ExportOwnData,
  ],
})
export class UsersApiModule {}
