import { followSearch } from "../find.ts";

export default followSearch;
