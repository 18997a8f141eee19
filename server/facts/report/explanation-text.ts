import type { Model } from '../../model/model.ts';
import { lineAndColumn, type Place, type Source } from '../../model/source.ts';
import { type Figure, inputsOf, withValues } from '../derivation.ts';
import { type Explanation, explanations } from '../explained/cluster.ts';
import { fileName } from '../file-name.ts';
import { rootOfPart } from '../root.ts';

/**
 * Every derived number of a file’s clusters with its arithmetic, and under it what goes in: value, name, place, whose it
 * is. `path` is the name under which the file is reported.
 */
export function explanationText(model: Model, source: Source, path: string): string {
  const clusters = [...source.types.values()].filter((each) => each.keyword.text === 'cluster');
  const blocks = clusters.flatMap((declaration) => {
    const part = model.partOf({ declaration, scope: model.scopeOf(source) });
    const all = part ? explanations(model, rootOfPart(model, part)) : [];
    const named = (place: Place): string => (place.source === source ? path : fileName(place.source.location));
    return part ? [`${part.name}: where its numbers come from\n\n${blocksOf(all, named).join('\n\n')}\n`] : [];
  });
  return blocks.join('\n');
}

type Naming = (place: Place) => string;

function blocksOf(all: readonly Explanation[], named: Naming): readonly string[] {
  // A number is explained once; where it comes again, its value is enough.
  const told = new Set<string>();
  return all
    .filter(({ figures }) => figures.length > 0)
    .map(({ of, figures }) => {
      const lines = figures.flatMap((figure) => figureLines(figure, named, told));
      return [of, ...lines.map((line) => `  ${line}`)].join('\n');
    });
}

function figureLines(figure: Figure, named: Naming, told: Set<string>): readonly string[] {
  const { name, value, formula, isEstimate } = figure;
  if (!formula) return [`${name}  ${value}${origin(figure, named)}`];
  const line = `${name}  ${value} = ${withValues(formula)}${isEstimate ? '  (estimate)' : ''}`;
  if (told.has(line)) return [`${name}  ${value}  (above)`];
  told.add(line);
  const inputs = inputsOf(formula).flatMap((input) => figureLines(input, named, told));
  return [line, ...inputs.map((input) => `    ${input}`)];
}

/** Where a figure is written and whose it is. */
function origin({ at, source, isEstimate }: Figure, named: Naming): string {
  const place = at && `${named(at)}:${lineAndColumn(at).line}:${lineAndColumn(at).column}`;
  const whose = isEstimate && !source?.includes('estimate') ? `${source ?? ''} (estimate)`.trim() : source;
  return [place, whose].flatMap((each) => (each === undefined ? [] : [`  ${each}`])).join('');
}

/** The name of another file: of the catalog or imported. */
