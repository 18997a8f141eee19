import { testAnswers } from './answers.ts';
import { repeatedTexts } from './many.ts';

testAnswers(repeatedTexts);
