import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import AjvDraft04 from 'ajv-draft-04';
import { beforeAll, expect, test } from 'vitest';
import { bundleCommand, cableOf3m, folderWith, runCommand } from './command.ts';

const command = { bundle: '' };
beforeAll(async () => {
  command.bundle = await bundleCommand();
});

// The schema names formats of addresses that only tell what is meant.
const validate = new AjvDraft04.default({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
  allErrors: true,
}).compile(schema);

/** What is wrong with the log of some files by the official schema. */
function faultsOf(files: Readonly<Record<string, string>>): unknown {
  const { stdout } = runCommand(command.bundle, ['check', '--format', 'sarif', '.'], folderWith(files));
  const log = JSON.parse(stdout);
  return validate(log) ? log : validate.errors;
}

test.each<[string, Readonly<Record<string, string>>]>([
  ['of nothing', { 'empty.topo': '' }],
  ['of a clean file', { 'clean.topo': 'rack Empty { frame { height = 48U } }\n' }],
  ['of findings in files with blanks and other letters in their names', { 'a b/機架 😀.topo': cableOf3m('Dac400G') }],
  ['of a broken file', { 'broken.topo': 'rack { = \n\u0000 "\n' }],
  [
    'of a waived finding',
    {
      'waived.topo': cableOf3m('Dac400G').replace(
        'role = scale_out',
        'role = scale_out  allow reach.copper "lot-tested \\"7\\""',
      ),
    },
  ],
])('the log %s is valid by the official schema', (_, files) => {
  expect(faultsOf(files)).toMatchObject({ version: '2.1.0' });
});

test('a log with a fault is not', () => {
  expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
});
