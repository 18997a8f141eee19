import { hoverAt } from '../../server/ide/hover.ts';
import type { Probe, Survey } from '../fixture.ts';

/** What fixtures ask of a place as a person in an editor does. */
export const ideProbes: Readonly<Record<string, Probe>> = {
  hover: (analysis, at) => hoverAt(analysis, at.start)?.markdown,
};

/** What an editor shows of a whole file; the fixture of that name, and any other with `// shows: lens`, has it marked. */
export const ideSurveys: Readonly<Record<string, Survey>> = {};
