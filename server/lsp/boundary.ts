import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';

/** Where the server stands between the first and the last message. */
export interface Lifecycle {
  phase: 'new' | 'ready' | 'ended';
}

/**
 * The one wall between messages and what answers them. What throws inside is our bug: it is logged with the method's
 * name, and the client gets less instead of an error.
 */
export interface Boundary {
  request<P, R>(
    method: string,
    less: R,
    answer: (params: P, token: CancellationToken) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>>;
  notification<P>(method: string, take: (params: P) => void | Promise<void>): (params: P) => void;
  /** Logs what went wrong in a method that nobody waits for. */
  failed(method: string): (error: unknown) => void;
}

/** As soon as what has arrived is taken in; a browser has no faster way than a timer. */
function soon(then: () => void): void {
  if (typeof setImmediate === 'function') setImmediate(then);
  else setTimeout(then, 0);
}

export function createBoundary(connection: Connection, lifecycle: Lifecycle): Boundary {
  const failed =
    (method: string) =>
    (error: unknown): void =>
      connection.console.error(`${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return {
    failed,
    request: (method, less, answer) => async (params, token) => {
      const refusal = refusalIn(lifecycle);
      if (refusal) return refusal;
      // Messages that have already arrived go first: a change that supersedes this request, or its cancellation.
      await new Promise<void>((resolve) => soon(resolve));
      if (token.isCancellationRequested)
        return new ResponseError(LSPErrorCodes.RequestCancelled, `${method} was cancelled`);
      try {
        return await answer(params, token);
      } catch (error) {
        failed(method)(error);
        return less;
      }
    },
    notification: (method, take) => (params) => {
      if (lifecycle.phase !== 'ready') return;
      try {
        take(params)?.catch(failed(method));
      } catch (error) {
        failed(method)(error);
      }
    },
  };
}

/** A boundary whose requests wait until their document is ready to be answered for, and which tells when that is done. */
export function waitingFor(
  { ready, answered }: { ready(uri: string): Promise<void>; answered(uri: string, took: number): void },
  boundary: Boundary,
): Boundary {
  return {
    ...boundary,
    request: (method, less, answerFor) =>
      boundary.request(method, less, async (params, token) => {
        const uri = documentOf(params);
        if (uri === undefined) return answerFor(params, token);
        await ready(uri);
        const begun = performance.now();
        const answer = await answerFor(params, token);
        answered(uri, performance.now() - begun);
        return answer;
      }),
  };
}

/** The URI of the document that a request is about, if it is about one. */
function documentOf(params: unknown): string | undefined {
  const document = typeof params === 'object' && params !== null && Reflect.get(params, 'textDocument');
  const uri = typeof document === 'object' && document !== null && Reflect.get(document, 'uri');
  return typeof uri === 'string' ? uri : undefined;
}

/** The error with which every request is answered before the first and after the last message. */
export function refusalIn(lifecycle: Lifecycle): ResponseError<never> | undefined {
  if (lifecycle.phase === 'ready') return undefined;
  if (lifecycle.phase === 'new')
    return new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.');
  return new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
}
