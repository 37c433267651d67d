// Holds nothing: this file carries the precompiled header that the unit tests share.
