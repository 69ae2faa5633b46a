import { describeLoyaltyPrograms } from '@loyalty-programs/contract-tests/vitest';
import { localHarness } from './harness.js';

describeLoyaltyPrograms('carried out here', localHarness);
