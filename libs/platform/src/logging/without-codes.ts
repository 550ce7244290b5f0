/** Addresses in which a code stands that lets its holder in: invitations and rooms. */
const CODES = /(\/(?:invites|by-code)\/)(?!inv_)[^/]+/;

/** A path as it may stand in a log: without the code that somebody could come in with. */
export const withoutCodes = (path: string): string => path.replace(CODES, '$1[removed]');
