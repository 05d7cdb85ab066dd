import { z } from 'zod';

// The pages run under a content security policy that forbids evaluating text; zod must know before the first schema is made.
z.config({ jitless: true });
