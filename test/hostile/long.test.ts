import { testAnswers } from './answers.ts';
import { longTexts } from './long.ts';

testAnswers(longTexts);
