import { testDeletions } from './deletions.ts';

testDeletions('roadmap');
