import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Boundary } from './boundary.ts';
import type { ClientSupport } from './client-support.ts';
import type { Session } from './session.ts';

/** One thing that an editor asks for: what the client is told of it, and what answers. One file each; `features.ts` lists them. */
export interface Feature {
  /** What the client is told of it in the answer to `initialize`; nothing where the client has no use for it. */
  readonly announced: (support: ClientSupport) => ServerCapabilities;
  /** Connects its requests with what answers them, each behind the boundary. */
  readonly connect: (connection: Connection, session: Session, boundary: Boundary) => void;
}
