import { Injectable } from '@nestjs/common';

/**
 * What another feature keeps in workspaces, and has to see to when a membership changes. Its methods run in the
 * transaction that changes it: what they throw undoes the change.
 */
export abstract class WorkspaceTenant {
  /**
   * Somebody is no member any more.
   * @param heirId the workspace's owner who takes over what has nobody else to look after it; null where there is none
   */
  abstract memberLeft(workspaceId: string, userId: string, heirId: string | null): Promise<void>;

  /** Somebody has another role than before. */
  abstract roleChanged(workspaceId: string, userId: string): Promise<void>;

  /** A workspace is deleted; its members are no members any more once this has been done. */
  abstract workspaceDeleted(workspaceId: string, actorId: string): Promise<void>;
}

/** The features that keep something in workspaces. They know of workspaces, not the other way round: they sign up here. */
@Injectable()
export class WorkspaceTenants extends WorkspaceTenant {
  private readonly tenants: WorkspaceTenant[] = [];

  signUp(tenant: WorkspaceTenant): void {
    this.tenants.push(tenant);
  }

  async memberLeft(workspaceId: string, userId: string, heirId: string | null): Promise<void> {
    for (const tenant of this.tenants) await tenant.memberLeft(workspaceId, userId, heirId);
  }

  async roleChanged(workspaceId: string, userId: string): Promise<void> {
    for (const tenant of this.tenants) await tenant.roleChanged(workspaceId, userId);
  }

  async workspaceDeleted(workspaceId: string, actorId: string): Promise<void> {
    for (const tenant of this.tenants) await tenant.workspaceDeleted(workspaceId, actorId);
  }
}
