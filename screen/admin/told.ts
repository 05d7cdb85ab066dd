/** What ties a control to the words below it, whose element has this id: a screen reader says them with the control. */
export const told = (id: string, fault: string | undefined, said = fault) => ({
  ...(fault ? { 'aria-invalid': true } : {}),
  ...(said ? { 'aria-describedby': id } : {}),
});
