import { testDeletions } from './deletions.ts';

testDeletions('first-look');
