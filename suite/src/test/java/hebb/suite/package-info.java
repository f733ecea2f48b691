/// Case tables, the properties that run over them, and the rules of the house. Not null-marked: a
/// test that meets a null fails by itself.
package hebb.suite;
