import { testAnswers } from './answers.ts';
import { hostileTexts } from './texts.ts';

testAnswers(hostileTexts);
