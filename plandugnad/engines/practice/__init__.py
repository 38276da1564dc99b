"""How several do what they have drawn as one course: who does each step, skips it, moves it or takes longer."""
