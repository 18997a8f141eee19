// A language server for as-built cable lists, made with Langium from a grammar with cross-references.
import { createServicesForGrammar } from 'langium/grammar';
import { startLanguageServer } from 'langium/lsp';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

const grammar = `
grammar Cables
entry Model: racks+=Rack* switches+=Switch* cables+=Cable*;
Rack: 'rack' name=ID;
Switch: 'switch' name=ID;
Cable: 'cable' name=ID ':' rack=[Rack:ID] '.' device=ID '[' port=INT ']' '--'
  ('rack' other=[Rack:ID] | 'switch' to=[Switch:ID]) '.' peer=ID '[' socket=INT ']' 'via' type=ID ('length' length=INT)?;
terminal ID: /[_a-zA-Z][\\w_]*/;
terminal INT returns number: /[0-9]+/;
hidden terminal WS: /\\s+/;
`;

const connection = createConnection(ProposedFeatures.all);
const services = await createServicesForGrammar({
  grammar,
  languageMetaData: { languageId: 'cables', fileExtensions: ['.cables'], caseInsensitive: false, mode: 'production' },
  sharedModule: { lsp: { Connection: () => connection } },
});
startLanguageServer(services.shared);
