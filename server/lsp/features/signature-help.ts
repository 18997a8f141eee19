import { MarkupKind, type SignatureHelp, type SignatureHelpParams } from 'vscode-languageserver';
import { signatureAt } from '../../ide/signature.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';

export const signatureHelp: Feature = {
  announced: () => ({
    signatureHelpProvider: { triggerCharacters: ['[', ',', ':'], retriggerCharacters: [']', '-', ' '] },
  }),
  connect(connection, session, boundary) {
    connection.onSignatureHelp(
      boundary.request<SignatureHelpParams, SignatureHelp | null>('textDocument/signatureHelp', null, (params) =>
        answer(session, params),
      ),
    );
  },
};

function answer({ analysed, support }: Session, params: SignatureHelpParams): SignatureHelp | null {
  const open = analysed(params.textDocument.uri);
  const found = open && signatureAt(open.analysis, open.lines.offsetAt(params.position));
  if (!found) return null;
  const kind = support.markdownSignatures ? MarkupKind.Markdown : MarkupKind.PlainText;
  const parameters = found.pieces.map(({ start, end, doc }) => ({
    label: support.signatureOffsets ? ([start, end] as [number, number]) : found.label.slice(start, end),
    documentation: { kind, value: doc },
  }));
  const documentation = found.doc === '' ? {} : { documentation: { kind, value: found.doc } };
  return {
    signatures: [{ label: found.label, ...documentation, parameters }],
    activeSignature: 0,
    activeParameter: found.active,
  };
}
