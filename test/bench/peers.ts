import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Launch } from './dialogue.ts';
import { jsonOf, langiumOf, prismaOf, schema, yamlOf } from './renditions.ts';

/** Another language server, and the same cluster in its language. */
export interface Peer extends Launch {
  textOf(lines: number): string;
}

const folder = join(import.meta.dirname, '../../.vscode-test/bench-peers');

/** The versions that are compared. */
const packages = {
  'vscode-langservers-extracted': '4.10.0',
  'yaml-language-server': '2.0.0',
  '@prisma/language-server': '31.12.10',
  langium: '4.4.0',
  'vscode-languageserver': '10.1.2',
};

/** Installs the peers into a folder of their own. */
export function installPeers(): readonly Peer[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  copyFileSync(join(import.meta.dirname, 'peers/langium-server.mjs'), join(folder, 'langium-server.mjs'));
  const schemaFile = join(folder, 'cluster.schema.json');
  writeFileSync(schemaFile, JSON.stringify(schema));
  return [json(), yaml(pathToFileURL(schemaFile).href), prisma(), langium()];
}

function node(...script: readonly string[]): readonly string[] {
  return [process.execPath, join(folder, ...script), '--stdio'];
}

function json(): Peer {
  const schemas = [{ fileMatch: ['*.json'], uri: 'bench://cluster.schema.json', schema }];
  const settings = {
    json: { validate: { enable: true }, schemas: [{ ...schemas[0], url: schemas[0]?.uri }], resultLimit: 5000 },
  };
  return {
    name: `JSON ${packages['vscode-langservers-extracted']}`,
    languageId: 'json',
    extension: 'json',
    command: node('node_modules/vscode-langservers-extracted/bin/vscode-json-language-server'),
    initializationOptions: { provideFormatter: true },
    greetings: [{ method: 'workspace/didChangeConfiguration', params: { settings } }],
    textOf: jsonOf,
  };
}

function yaml(schemaUri: string): Peer {
  return {
    name: `YAML ${packages['yaml-language-server']}`,
    languageId: 'yaml',
    extension: 'yaml',
    command: node('node_modules/yaml-language-server/bin/yaml-language-server'),
    settings: { yaml: { validate: true, hover: true, completion: true, schemas: { [schemaUri]: '*.yaml' } } },
    greetings: [{ method: 'workspace/didChangeConfiguration', params: { settings: {} } }],
    textOf: yamlOf,
  };
}

function prisma(): Peer {
  return {
    name: `Prisma ${packages['@prisma/language-server']}`,
    languageId: 'prisma',
    extension: 'prisma',
    command: node('node_modules/@prisma/language-server/dist/bin.js'),
    textOf: prismaOf,
  };
}

function langium(): Peer {
  return {
    name: `Langium ${packages.langium}`,
    languageId: 'cables',
    extension: 'cables',
    command: node('langium-server.mjs'),
    textOf: langiumOf,
  };
}
