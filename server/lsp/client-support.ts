import type { ClientCapabilities } from 'vscode-languageserver';
import type { Encoding } from './text.ts';

/** What the client can do, as far as the server acts on it. */
export interface ClientSupport {
  readonly encoding: Encoding;
  readonly pullsDiagnostics: boolean;
  readonly relatedDocuments: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly tags: boolean;
  readonly codeDescription: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchedFiles: boolean;
  readonly documentChanges: boolean;
  readonly codeActionLiterals: boolean;
  readonly markdownHovers: boolean;
  readonly markdownCompletions: boolean;
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  readonly markdownSignatures: boolean;
  readonly signatureOffsets: boolean;
  readonly documentContent: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly workspaceFolders: boolean;
  readonly linkedLocations: boolean;
  readonly preparesRename: boolean;
  readonly resolvesActions: boolean;
  readonly snippetEdits: boolean;
}

export function supportOf(capabilities: ClientCapabilities): ClientSupport {
  const { workspace, textDocument, general } = capabilities;
  const signature = textDocument?.signatureHelp?.signatureInformation;
  const completionItem = textDocument?.completion?.completionItem;
  // Pulled diagnostics say for themselves what they may carry; older clients say it once, for pushed ones.
  const carried = { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic };
  return {
    encoding: negotiated(general?.positionEncodings),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    relatedDocuments: textDocument?.diagnostic?.relatedDocumentSupport ?? false,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    relatedInformation: carried.relatedInformation ?? false,
    tags: carried.tagSupport !== undefined,
    codeDescription: carried.codeDescriptionSupport ?? false,
    configuration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    markdownHovers: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    markdownCompletions: completionItem?.documentationFormat?.includes('markdown') ?? false,
    snippets: completionItem?.snippetSupport ?? false,
    labelDetails: completionItem?.labelDetailsSupport ?? false,
    markdownSignatures: signature?.documentationFormat?.includes('markdown') ?? false,
    signatureOffsets: signature?.parameterInformation?.labelOffsetSupport ?? false,
    documentContent: workspace?.textDocumentContent !== undefined,
    refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
    refreshesHints: workspace?.inlayHint?.refreshSupport ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    linkedLocations: textDocument?.definition?.linkSupport ?? false,
    preparesRename: textDocument?.rename?.prepareSupport ?? false,
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport ?? false,
  };
}

/** The first encoding of the client's list, which is in the order of its preference; UTF-16 without a list. */
function negotiated(offered: readonly string[] | undefined): Encoding {
  return (
    offered?.find((each): each is Encoding => each === 'utf-8' || each === 'utf-16' || each === 'utf-32') ?? 'utf-16'
  );
}
