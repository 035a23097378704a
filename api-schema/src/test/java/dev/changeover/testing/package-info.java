package dev.changeover.testing;
