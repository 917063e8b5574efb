error("library is broken")
