import { testAnswers } from './answers.ts';
import { deepTexts } from './deep.ts';

testAnswers(deepTexts);
