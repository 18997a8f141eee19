import type { ServerCapabilities } from 'vscode-languageserver';
import type { ClientSupport } from './client-support.ts';
import type { Feature } from './feature.ts';
import { callHierarchy } from './features/call-hierarchy.ts';
import { codeActions } from './features/code-actions.ts';
import { codeLens } from './features/code-lens.ts';
import { completion } from './features/completion.ts';
import { content } from './features/content.ts';
import { definition, typeDefinition } from './features/definition.ts';
import { documentHighlight } from './features/document-highlight.ts';
import { documentLink } from './features/document-link.ts';
import { documentSymbol } from './features/document-symbol.ts';
import { foldingRange } from './features/folding-range.ts';
import { formatting } from './features/formatting.ts';
import { hover } from './features/hover.ts';
import { inlayHint } from './features/inlay-hint.ts';
import { movedFiles } from './features/moved-files.ts';
import { pulledDiagnostics } from './features/pulled-diagnostics.ts';
import { references } from './features/references.ts';
import { rename } from './features/rename.ts';
import { selectionRange } from './features/selection-range.ts';
import { semanticTokens } from './features/semantic-tokens.ts';
import { signatureHelp } from './features/signature-help.ts';
import { typeHierarchy } from './features/type-hierarchy.ts';
import { workspaceDiagnostics } from './features/workspace-diagnostics.ts';
import { workspaceSymbol } from './features/workspace-symbol.ts';

/** Every feature, in the order of the table in docs/editor.md. */
export const features: readonly Feature[] = [
  pulledDiagnostics,
  workspaceDiagnostics,
  codeActions,
  hover,
  completion,
  signatureHelp,
  codeLens,
  inlayHint,
  formatting,
  documentSymbol,
  workspaceSymbol,
  documentHighlight,
  definition,
  typeDefinition,
  references,
  rename,
  callHierarchy,
  typeHierarchy,
  documentLink,
  movedFiles,
  semanticTokens,
  foldingRange,
  selectionRange,
  content,
];

/** What the client is told of all features together. */
export function announced(support: ClientSupport): ServerCapabilities {
  const each = features.map((feature) => feature.announced(support));
  const whole: ServerCapabilities = Object.assign({}, ...each);
  const workspace = Object.assign({}, ...each.map((one) => one.workspace));
  return Object.keys(workspace).length === 0 ? whole : { ...whole, workspace };
}
