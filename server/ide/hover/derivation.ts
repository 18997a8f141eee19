import { type Figure, type Formula, inputsOf } from '../../facts/derivation.ts';
import { lineAndColumn, type Place } from '../../model/source.ts';
import { plain } from './markdown.ts';

/** A derived number, its limit and its arithmetic: each figure leads to its place and says on the way whose it is. */
export function arithmetic(figure: Figure, limit?: Figure): string {
  const { value, formula, isEstimate } = figure;
  const sum = formula && formula.length > 0 ? ` = ${formulaText(formula)}` : '';
  const most = limit ? ` of ${linked(limit)}` : '';
  return `${formula ? value : linked(figure)}${most}${sum}${isEstimate ? ', estimate' : ''}`;
}

/** A formula with the values of its figures, each a link to where it is written. */
export function formulaText(formula: Formula): string {
  return formula.map((each) => (typeof each === 'string' ? each : linked(each))).join('');
}

/** The value of a figure as a link to its place; what is derived leads to its first input that has one. */
export function linked(figure: Figure): string {
  const lead = leadOf(figure);
  const source = figure.source ?? lead?.source;
  const title = [lead?.name ?? figure.name, source].filter((each) => each !== undefined).join(': ');
  return lead?.at ? link(figure.value, lead.at, title) : figure.value;
}

function leadOf(figure: Figure): Figure | undefined {
  if (figure.at) return figure;
  for (const input of inputsOf(figure.formula ?? [])) {
    const lead = leadOf(input);
    if (lead) return lead;
  }
  return undefined;
}

/** A text that leads to a place in a file, with a title that is shown over it. */
export function link(text: string, place: Place, title: string): string {
  const { line, column } = lineAndColumn(place);
  // A parenthesis, which a URI may hold as it is, would end the link.
  const location = place.source.location.replaceAll('(', '%28').replaceAll(')', '%29');
  return `[${plain(text)}](${location}#L${line},${column} "${title.replaceAll(/["\\\n]/g, "'")}")`;
}
