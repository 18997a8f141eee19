import type { ServerCapabilities } from 'vscode-languageserver';
import { callHierarchy } from './call-hierarchy.ts';
import type { ClientSupport } from './client-support.ts';
import { codeActions } from './code-actions.ts';
import { codeLens } from './code-lens.ts';
import { completion } from './completion.ts';
import { content } from './content.ts';
import { definition, typeDefinition } from './definition.ts';
import { documentHighlight } from './document-highlight.ts';
import { documentLink } from './document-link.ts';
import { documentSymbol } from './document-symbol.ts';
import type { Feature } from './feature.ts';
import { foldingRange } from './folding-range.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { inlayHint } from './inlay-hint.ts';
import { movedFiles } from './moved-files.ts';
import { pulledDiagnostics } from './pull.ts';
import { references } from './references.ts';
import { rename } from './rename.ts';
import { selectionRange } from './selection-range.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { signatureHelp } from './signature-help.ts';
import { typeHierarchy } from './type-hierarchy.ts';
import { workspaceDiagnostics } from './workspace-diagnostics.ts';
import { workspaceSymbol } from './workspace-symbol.ts';

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
