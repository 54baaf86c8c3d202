export const draw = () => (document.title = "a drawing");
